import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createJobControl, type JobControl } from '../../src/ui/job-control.ts';
import { eventually } from '../support/eventually.ts';

let job: JobControl | undefined;

/** `fg`, told to this job alone: screens of other tests in the same process may listen as well. */
function continued(): void {
  for (const listener of process.listeners('SIGCONT')) if (!heardBefore.includes(listener)) listener('SIGCONT');
}
let heardBefore: readonly NodeJS.SignalsListener[] = [];

beforeEach(() => {
  heardBefore = process.listeners('SIGCONT');
});
afterEach(() => {
  job?.end();
  vi.restoreAllMocks();
});

function started() {
  const calls: string[] = [];
  const call = (name: string) => () => calls.push(name);
  vi.spyOn(process, 'kill').mockImplementation((pid, signal) => {
    calls.push(`${signal} to ${pid}`);
    return true;
  });
  job = createJobControl({ hide: call('hide'), show: call('show'), stopJob: call('stop') });
  return { calls, job };
}

test('ctrl-z hides before it stops, and shows again when nothing stopped it', async () => {
  const { calls, job } = started();
  job.suspend();
  expect(calls).toEqual(['hide', 'stop']);
  await eventually(() => expect(calls).toEqual(['hide', 'stop', 'show']));
});

test('fg shows once, and looks for the size of the terminal', async () => {
  const { calls, job } = started();
  job.suspend();
  continued();
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(calls).toEqual(['hide', 'stop', 'show', `SIGWINCH to ${process.pid}`]);
});

test('by default the whole job stops', () => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  job = createJobControl({ hide() {}, show() {} });
  job.suspend();
  expect(kill.mock.calls).toEqual([[0, 'SIGTSTP']]);
});

test('after its end it shows nothing', async () => {
  const { calls, job } = started();
  job.suspend();
  job.end();
  continued();
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(calls).toEqual(['hide', 'stop']);
});
