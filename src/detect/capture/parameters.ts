/** What the findings of `capture/` rules carry; see `../parameters.ts`. */

export interface CaptureParameters {
  'capture/truncated': {
    /** Paths of the inputs that are cut or corrupt. */
    readonly inputs: readonly string[];
  };
  'capture/one-sided': { readonly flows: number; readonly oneSided: number };
  'capture/lossy': {
    /** Of the payload that arrived, 0 to 1; and that in bytes. */
    readonly share: number;
    readonly missingBytes: number;
    /** Flows that ended in order, and those of them with a hole. */
    readonly flows: number;
    readonly holed: number;
  };
  'capture/snaplen-cut': {
    /** Packets captured, those of them that were cut, and the most bytes that were left of one. */
    readonly packets: number;
    readonly cut: number;
    readonly cutTo: number;
  };
  'capture/dropped-by-kernel': {
    /** Packets captured. */
    readonly packets: number;
    /** Packets that the recorders say they lost: all, and by input. */
    readonly lost: number;
    readonly inputs: readonly string[];
    readonly lostOf: readonly number[];
    /** Captured packets that the recording machine's kernel then threw away, and the places in it that did. */
    readonly refused: number;
    readonly places: readonly string[];
  };
  'capture/mid-stream': { readonly flows: number; readonly midStream: number };
}
