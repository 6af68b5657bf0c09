// Reads Surefire's reports: prints the ten slowest test classes, the total, and fails when the browser tests were skipped.
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const ignored = new Set(['node_modules', '.git', '.local']);

function* reports(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || ignored.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.name === 'surefire-reports') {
      for (const file of readdirSync(path)) {
        if (file.startsWith('TEST-') && file.endsWith('.xml')) yield join(path, file);
      }
    } else {
      yield* reports(path);
    }
  }
}

const attribute = (text, name) => text.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? '';
const suites = [...reports('.')].map((file) => {
  const head = readFileSync(file, 'utf8').match(/<testsuite\b[^>]*>/s)?.[0] ?? '';
  return {
    module: file.split('/target/')[0],
    name: attribute(head, 'name'),
    seconds: Number(attribute(head, 'time').replaceAll(',', '')),
    tests: Number(attribute(head, 'tests')),
    failed: Number(attribute(head, 'failures')) + Number(attribute(head, 'errors')),
    skipped: Number(attribute(head, 'skipped')),
  };
});

const sum = (key) => suites.reduce((total, suite) => total + suite[key], 0);

console.log('\nThe ten slowest test classes:');
for (const suite of [...suites].sort((a, b) => b.seconds - a.seconds).slice(0, 10)) {
  console.log(`${suite.seconds.toFixed(1).padStart(8)} s  ${suite.module}  ${suite.name}`);
}

const skipped = suites.filter((suite) => suite.skipped > 0 && /browser/i.test(suite.name));
for (const suite of skipped) console.error(`Browser tests were skipped: ${suite.name}`);

console.log(`\n${sum('tests') - sum('failed') - sum('skipped')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
if (suites.length === 0 || !existsSync('pom.xml') || skipped.length > 0) process.exit(1);
