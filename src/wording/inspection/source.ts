/** The document that rules inspection out for every host it lists; Jamf's port article does so for Jamf Pro. */
export const INSPECTION_SOURCE = 'Apple 101555: Use Apple products on enterprise networks';
