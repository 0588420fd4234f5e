/** `jamscope explain [RULE]`: the words, as a function of its arguments. */
import { printable } from '../bytes/text.ts';
import { createCatalogue } from '../catalogue/match.ts';
import { RULES } from '../detect/rules.ts';
import { openPage, type PageOptions } from '../report/text/page.ts';
import { confidenceLines, ruleLines, ruleListLines } from '../report/text/rule-lines.ts';
import { type ExplainedRule, explainedRules, findRule } from '../wording/explain.ts';
import { alternatives, listed } from '../wording/phrases.ts';
import { type CommandOutcome, rowOf } from './catalogue-command.ts';

export interface ExplainOptions extends PageOptions {
  readonly json?: boolean;
}

/** `args` are the words behind `explain`, without options; none means all rules. */
export function explainCommand(
  args: readonly string[],
  { json = false, ...options }: ExplainOptions,
  rules: readonly ExplainedRule[] = explainedRules(RULES),
): CommandOutcome {
  const [name, ...rest] = args;
  if (rest.length > 0) return refused(`\`explain\` takes one rule or family, not ${args.length}.\n${USAGE}`);
  const found = name === undefined ? { rules } : findRule(name, rules);
  if ('near' in found) {
    return refused(rowOf(createCatalogue(), name) === undefined ? unknown(name, found.near) : noRule(name));
  }
  if (json) return printed([JSON.stringify('rule' in found ? found.rule : found.rules, null, 2)]);
  const page = openPage(options);
  if ('rule' in found) return printed(ruleLines(found.rule, page));
  return printed([...ruleListLines(found.rules, page), ...(name === undefined ? ['', ...confidenceLines(page)] : [])]);
}

const USAGE = 'Usage: jamscope explain [RULE | FAMILY] [--json]\n';

/** `S22`, which stands in a report beside the rules. */
function noRule(row: string): string {
  const shown = printable(row);
  return `${shown} is a documented connection, not a rule: \`jamscope catalogue show ${shown}\`.\n`;
}

function unknown(name: string, near: readonly string[]): string {
  const namesakes = near.filter((rule) => rule.endsWith(`/${name.toLowerCase()}`));
  if (namesakes.length > 1) return `Several rules are called ${printable(name)}: ${listed(namesakes, near.length)}.\n`;
  const meant = near.length === 0 ? '`jamscope explain` lists them all.' : `Did you mean ${alternatives(near)}?`;
  return `There is no rule or family ${printable(name)}. ${meant}\n`;
}

function printed(lines: Iterable<string>): CommandOutcome {
  return { exitCode: 0, output: `${[...lines].join('\n')}\n`, error: '' };
}

function refused(error: string): CommandOutcome {
  return { exitCode: 2, output: '', error };
}
