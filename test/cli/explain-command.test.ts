import { describe, expect, it } from 'vitest';
import { explainCommand } from '../../src/cli/explain-command.ts';
import { RULES } from '../../src/detect/rules.ts';

const PLAIN = { color: false, width: 100, ascii: false };
const run = (...args: string[]) => explainCommand(args, PLAIN);
const json = (...args: string[]) => JSON.parse(explainCommand(args, { ...PLAIN, json: true }).output);

it('without a word lists all rules, and says how sure is sure', () => {
  const { exitCode, output, error } = run();
  expect([exitCode, error]).toEqual([0, '']);
  for (const rule of Object.keys(RULES)) expect(output).toContain(` ${rule} `);
  expect(output).toContain('\nHow sure a finding is\n');
  expect(output).toMatch(/\S\n$/);
});

it('lists a family', () => {
  const { exitCode, output } = run('capture');
  expect(exitCode).toBe(0);
  expect(output).toContain('capture/truncated');
  expect(output).not.toContain('blocked/');
  expect(output).not.toContain('How sure');
});

it('explains one rule, by full name and by its own', () => {
  const { exitCode, output } = run('blocked/syn-reset');
  expect([exitCode, output.split('\n')[0]]).toEqual([0, 'blocked/syn-reset  ✖ error']);
  for (const label of ['Means', 'Evidence', 'Or else', 'Ask', 'Source']) expect(output).toContain(`\n   ${label} `);
  expect(run('syn-reset')).toEqual(run('blocked/syn-reset'));
});

describe('a wrong word', () => {
  it.each([
    [['syn-rset'], 'There is no rule or family syn-rset. Did you mean blocked/syn-reset?\n'],
    [['zzzzz'], 'There is no rule or family zzzzz. `jamscope explain` lists them all.\n'],
    [['\u001b[31mx'], 'There is no rule or family \\x1b[31mx. `jamscope explain` lists them all.\n'],
    [['cleartext'], 'Several rules are called cleartext: ports/cleartext and tls-floor/cleartext.\n'],
    [['S22'], 'S22 is a documented connection, not a rule: `jamscope catalogue show S22`.\n'],
    [
      ['managed-device-apns'],
      'managed-device-apns is a documented connection, not a rule: `jamscope catalogue show managed-device-apns`.\n',
    ],
    [
      ['trust', 'inspection'],
      '`explain` takes one rule or family, not 2.\nUsage: jamscope explain [RULE | FAMILY] [--json]\n',
    ],
  ])('%j', (words, error) => {
    expect(run(...words)).toEqual({ exitCode: 2, output: '', error });
  });
});

it('as JSON holds whole rules', () => {
  expect(json('dns')).toMatchObject({
    rule: 'blocked/dns',
    severity: 'error',
    manual: { summary: expect.any(String) },
  });
  expect(json('capture')[0].rule).toBe('capture/truncated');
  expect(json()).toHaveLength(Object.keys(RULES).length);
});
