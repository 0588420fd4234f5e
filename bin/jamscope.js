#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { loadCli } from './load-cli.js';

await loadCli(fileURLToPath(new URL('../dist/', import.meta.url))).cli.start();
