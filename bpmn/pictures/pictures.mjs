// Renders each process to docs/pictures/<process>.svg with bpmn-js in headless Chromium, and writes the SHA-256 of
// its model into the picture, so that a test can tell a stale one. CHROMIUM names another browser.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const models = resolve(here, '../src/main/resources/processes');
const pictures = resolve(here, '../../docs/pictures');
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
const bpmnJs = readFileSync(join(here, 'node_modules/bpmn-js/dist/bpmn-viewer.production.min.js'), 'utf8');

function render(model) {
  const work = mkdtempSync(join(tmpdir(), 'nsirs-picture-'));
  try {
    const page = join(work, 'page.html');
    writeFileSync(page, `<!doctype html><meta charset="utf-8"><body><div id="canvas" style="width:2000px;height:1000px"></div>
<script>${bpmnJs.replaceAll('</script', '<\\/script')}</script>
<script>
  const viewer = new BpmnJS({ container: '#canvas' });
  viewer.importXML(${JSON.stringify(model).replaceAll('</', '<\\/')})
    .then(() => viewer.saveSVG())
    .then(({ svg }) => { document.body.innerHTML = '<pre id="svg"></pre>'; document.getElementById('svg').textContent = btoa(unescape(encodeURIComponent(svg))); })
    .catch(error => { document.body.innerHTML = '<pre id="failed"></pre>'; document.getElementById('failed').textContent = String(error); });
</script>`);
    const run = spawnSync(chromium, ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
      `--user-data-dir=${join(work, 'profile')}`, '--virtual-time-budget=20000', '--dump-dom', `file://${page}`],
    { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
    const found = /<pre id="svg">([^<]+)<\/pre>/.exec(run.stdout ?? '');
    if (!found) {
      throw new Error(`no picture: ${run.error ?? /<pre id="failed">([^<]*)/.exec(run.stdout)?.[1] ?? run.stderr}`);
    }
    return Buffer.from(found[1], 'base64').toString('utf8');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

// bpmn-js numbers its arrow heads at random: stable names keep the pictures free of changes that are none.
function stable(svg) {
  const names = new Map();
  return svg.replace(/marker-[0-9a-z]{20,}/g, (name) => {
    if (!names.has(name)) names.set(name, `marker-${names.size + 1}`);
    return names.get(name);
  });
}

mkdirSync(pictures, { recursive: true });
for (const file of readdirSync(models).filter((name) => name.endsWith('.bpmn')).sort()) {
  const model = readFileSync(join(models, file));
  const hash = createHash('sha256').update(model).digest('hex');
  const svg = stable(render(model.toString('utf8'))).replace(/<svg /, `<!-- model sha256:${hash} -->\n<svg `);
  writeFileSync(join(pictures, file.replace(/\.bpmn$/, '.svg')), svg.endsWith('\n') ? svg : `${svg}\n`);
  console.log(`${file} drawn`);
}
