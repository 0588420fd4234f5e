/** The host names of a Jamf Pro server in Jamf Cloud, for every row that leads to Jamf Pro. */

/**
 * `<tenant>.jamfcloud.com` answers on 443 only; 8443 is the default of on-premises servers, whose names are the customer's own.
 * The names below it that are no tenants belong to S9, S11 and the rows of Jamf's hosted services.
 */
export const JAMF_CLOUD_TENANT = {
  hosts: [{ name: '*.jamfcloud.com', tcp: [443] }],
  except: ['*.services.jamfcloud.com', 'jamf-patch.jamfcloud.com', 'experience.jamfcloud.com'],
} as const;
