/** What `jamscope push-cert` may be told; apart from the command, which is loaded when it is asked for. */
export interface PushCertOptions {
  /** Path of a capture to compare with. */
  readonly capture?: string;
  readonly passwordFile?: string;
  readonly json?: boolean;
}

/** The environment variable that may hold the password. */
export const PASSWORD_VARIABLE = 'JAMSCOPE_PASSWORD';
