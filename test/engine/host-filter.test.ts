import { expect, it } from 'vitest';
import { HostFilter } from '../../src/engine/host-filter.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { follow } from '../support/tcp-script.ts';

const { table } = follow([
  ...tcpFlow({ originator: '10.0.0.1:50000', responder: '17.57.144.20:5223' }),
  ...tcpFlow({ originator: '10.0.0.2:50000', responder: '17.57.144.20:5223' }),
  ...tcpFlow({ originator: '[2001:db8::9]:50000', responder: '[2620:149:a44::84]:443' }),
]);
const rowsOf = (...addresses: string[]) => {
  const filter = new HostFilter(addresses);
  return [0, 1, 2].filter((row) => filter.mayHave(table, row));
};

it.each<[string[], number[]]>([
  [['10.0.0.2'], [1]],
  [['17.57.144.20'], [0, 1]],
  [
    ['10.0.0.1', '2620:149:a44::84'],
    [0, 2],
  ],
  [['2001:db8::9'], [2]],
  [['10.0.0.3'], []],
  [[], []],
])('rows that have %s', (addresses, rows) => {
  expect(rowsOf(...addresses)).toEqual(rows);
});
