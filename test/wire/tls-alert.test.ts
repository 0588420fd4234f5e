import { expect, it } from 'vitest';
import { alertLevelName } from '../../src/wire/tls-alert.ts';

it('names levels', () => expect([1, 2, 7].map(alertLevelName)).toEqual(['warning', 'fatal', 'level 7']));
