/** The known names of the Jamf Cloud Distribution Service: two a region. */

/** JCDS 2 is not here: its clients speak to S3 and CloudFront under names that nobody documents. */
export const JCDS_HOSTS = [
  { name: 'apne1-jcds.services.jamfcloud.com' },
  { name: 'apne1-jcdsdownloads.services.jamfcloud.com' },
  { name: 'apse2-jcds.services.jamfcloud.com' },
  { name: 'apse2-jcdsdownloads.services.jamfcloud.com' },
  { name: 'euc1-jcds.services.jamfcloud.com' },
  { name: 'euc1-jcdsdownloads.services.jamfcloud.com' },
  { name: 'euw2-jcds.services.jamfcloud.com' },
  { name: 'euw2-jcdsdownloads.services.jamfcloud.com' },
  { name: 'use1-jcds.services.jamfcloud.com' },
  { name: 'use1-jcdsdownloads.services.jamfcloud.com' },
] as const;
