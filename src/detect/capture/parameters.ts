/** What the findings of `capture/` rules carry; see `../parameters.ts`. */

export interface CaptureParameters {
  'capture/truncated': {
    /** Paths of the inputs that are cut or corrupt. */
    readonly inputs: readonly string[];
  };
  'capture/one-sided': { readonly flows: number; readonly oneSided: number };
  'capture/mid-stream': { readonly flows: number; readonly midStream: number };
}
