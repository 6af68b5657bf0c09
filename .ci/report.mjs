// Reads Surefire's reports: prints the ten slowest test classes, the total, and fails when a browser test is in the
// sources and did not run.
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

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* sources(join(folder, entry.name));
    else if (/browser.*Test\.java$/i.test(entry.name)) yield entry.name.replace(/\.java$/, '');
  }
}

const attribute = (text, name) => text.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? '';
const suites = [...reports('.')].map((file) => {
  // What a test printed is no part of the report's structure.
  const text = readFileSync(file, 'utf8').replace(/<!\[CDATA\[.*?\]\]>/gs, '');
  const head = text.match(/<testsuite\b[^>]*>/s)?.[0] ?? '';
  // The head's own figures leave out the tests of nested classes, which stand among the others.
  const cases = text.match(/<testcase\b[^>]*?(?:\/>|>.*?<\/testcase>)/gs) ?? [];
  return {
    module: file.split('/target/')[0],
    name: attribute(head, 'name'),
    seconds: Number(attribute(head, 'time').replaceAll(',', '')),
    tests: cases.length,
    failed: cases.filter((one) => /<(?:failure|error)\b/.test(one)).length,
    skipped: cases.filter((one) => /<skipped\b/.test(one)).length,
  };
});

const sum = (key) => suites.reduce((total, suite) => total + suite[key], 0);

console.log('\nThe ten slowest test classes:');
for (const suite of [...suites].sort((a, b) => b.seconds - a.seconds).slice(0, 10)) {
  console.log(`${suite.seconds.toFixed(1).padStart(8)} s  ${suite.module}  ${suite.name}`);
}

// Every class whose name holds "Browser" needs a browser. That one was skipped, or was not run at all, must not look like a pass.
const browserTests = [...sources('system-tests/src/test/java')];
const notRun = browserTests.filter((name) => {
  const suite = suites.find((one) => one.name === name || one.name.endsWith(`.${name}`));
  return suite === undefined || suite.tests === 0 || suite.skipped > 0;
});
for (const name of notRun) console.error(`A browser test did not run: ${name}`);
if (browserTests.length === 0) console.error('There is no browser test.');

console.log(`\n${sum('tests') - sum('failed') - sum('skipped')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
if (suites.length === 0 || !existsSync('pom.xml') || notRun.length > 0 || browserTests.length === 0) process.exit(1);
