import { expect, it } from 'vitest';
import { mysqlErrorName } from '../../src/wire/mysql-errors.ts';

it('names errors of the login, and keeps the numbers of others', () => {
  expect([0, 1045, 1130, 3159, 1234].map(mysqlErrorName)).toEqual([
    'OK',
    'ER_ACCESS_DENIED_ERROR',
    'ER_HOST_NOT_PRIVILEGED',
    'ER_SECURE_TRANSPORT_REQUIRED',
    'error 1234',
  ]);
});
