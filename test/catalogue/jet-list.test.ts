import { describe, expect, it, test } from 'vitest';
import { parseJetList } from '../../src/catalogue/jet-list.ts';

/** The sample that JET comes with has this form: the label stands in the first line of a group. */
const SAMPLE = `www.sap.example,443,TCP,Imported Hosts
www.ibm.example,443,TCP
slack.example,443,TCP
`;
const rowsOf = (text: string, file = 'lists/Acme hosts.csv') => {
  const list = parseJetList(text, file);
  if ('problems' in list) throw new Error(list.problems.join('\n'));
  return list.rows;
};
const problemsOf = (text: string) => {
  const list = parseJetList(text, 'jet.csv');
  return 'problems' in list ? list.problems : [];
};

describe('a list', () => {
  it('as JET reads it', () => {
    expect(rowsOf(SAMPLE)).toMatchObject([
      {
        id: 'acme-hosts-imported-hosts',
        ref: 'X:acme-hosts-imported-hosts',
        title: 'Imported Hosts',
        hosts: [
          { name: 'www.sap.example', tcp: [443] },
          { name: 'www.ibm.example', tcp: [443] },
          { name: 'slack.example', tcp: [443] },
        ],
        ports: { tcp: [443] },
        source: { title: 'JET list lists/Acme hosts.csv' },
        checked: undefined,
      },
    ]);
  });

  it.each([
    ['with a header', `host,port,protocol,label\n${SAMPLE}`],
    ['with a header in quotes', `"Host","Port","Protocol","Label"\n${SAMPLE}`],
    ['from Windows', `\ufeff${SAMPLE.replaceAll('\n', '\r\n')}`],
    ['with remarks and empty lines', `# ours\n\n${SAMPLE}\n  \n`],
    [
      'in another case, with spaces and quotes',
      SAMPLE.replaceAll('TCP', ' tcp').replace('Imported Hosts', '"Imported Hosts"'),
    ],
  ])('%s is the same', (_, text) => {
    expect(rowsOf(text)).toEqual(rowsOf(SAMPLE));
  });

  it('has a row for each label, with the ports of each host', () => {
    const text =
      'a.example,443,TCP,One\na.example,123,udp\na.example,80,TCP\n10.1.1.1,514,UDP,"Logs, all"\nb.example,22,TCP,One\n';
    expect(rowsOf(text).map(({ id, title, hosts, blocks, ports }) => ({ id, title, hosts, blocks, ports }))).toEqual([
      {
        id: 'acme-hosts-one',
        title: 'One',
        hosts: [
          { name: 'a.example', tcp: [80, 443], udp: [123] },
          { name: 'b.example', tcp: [22] },
        ],
        blocks: undefined,
        ports: { tcp: [22, 80, 443], udp: [123] },
      },
      { id: 'acme-hosts-logs-all', title: 'Logs, all', hosts: [], blocks: ['10.1.1.1/32'], ports: { udp: [514] } },
    ]);
  });

  it('without labels goes by the file', () => {
    expect(rowsOf('a.example,443,TCP\n', 'sample_import')).toMatchObject([
      { id: 'sample-import', title: 'sample_import' },
    ]);
  });
});

test.each<[string, string, string[]]>([
  ['an empty file', '', ['jet.csv: no line as host,port,protocol,label']],
  ['a header alone', 'host,port,protocol,label\n', ['jet.csv: no line as host,port,protocol,label']],
  ['a port that is none', 'a.example,https,TCP', ['jet.csv:1: port: found "https", expected a port from 1 to 65535']],
  ['a port beyond all', 'a.example,65536,TCP', ['jet.csv:1: port: found "65536", expected a port from 1 to 65535']],
  ['another protocol', 'a.example,443,ICMP', ['jet.csv:1: protocol: found "ICMP", expected TCP or UDP']],
  [
    'a URL',
    'https://a.example/,443,TCP',
    ['jet.csv:1: host: found "https://a.example/", expected a host, not a URL: "a.example"'],
  ],
  [
    'several mistakes',
    'host,port,protocol,label\na.example,443\n\na.example;443;TCP\n',
    [
      'jet.csv:2: protocol: found "", expected TCP or UDP',
      'jet.csv:4: host: found "a.example;443;TCP", expected one host, without spaces or commas',
      'jet.csv:4: port: found "", expected a port from 1 to 65535',
      'jet.csv:4: protocol: found "", expected TCP or UDP',
    ],
  ],
])('%s is a mistake', (_, text, problems) => {
  expect(problemsOf(text)).toEqual(problems);
});

test('a list has an end', () => {
  expect(problemsOf('a.example,443,TCP\n'.repeat(10_001))).toEqual([
    'jet.csv: found 10001 lines, expected at most 10000',
  ]);
});

test('a name that is taken is told at the first line of its label', () => {
  const list = parseJetList('a.example,443,TCP,One\nb.example,443,TCP,Two\n', 'jet.csv');
  expect('problems' in list ? '' : list.idProblem(1, 'is taken')).toBe('jet.csv:2: label: is taken');
});

it('reads a list of many hosts without comparing each with all', () => {
  const lines = Array.from({ length: 10_000 }, (_, at) => `h${at}.corp.example,443,TCP`);
  const pack = parseJetList(lines.join('\n'), 'many.csv');
  expect('rows' in pack && pack.rows[0].hosts.length).toBe(10_000);
});
