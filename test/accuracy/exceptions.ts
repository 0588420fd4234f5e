/** Errors that public captures do show: `file rule` -> why they are right. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {};
