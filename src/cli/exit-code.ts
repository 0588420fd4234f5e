/** Exit codes (README, "Exit codes"): when several apply, the first of `PRECEDENCE` wins. */
export const EXIT = {
  ok: 0,
  findings: 1,
  usage: 2,
  input: 3,
  incomplete: 4,
  defect: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const PRECEDENCE: readonly ExitCode[] = [
  EXIT.interrupted,
  EXIT.defect,
  EXIT.usage,
  EXIT.input,
  EXIT.findings,
  EXIT.incomplete,
];

export function exitCodeOf(codes: readonly ExitCode[]): ExitCode {
  return PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT.ok;
}
