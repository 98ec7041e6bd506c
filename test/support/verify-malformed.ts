// Judges files in a process of its own, and says what that took: node verify-malformed.ts ROOT.pem FILE...
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { verifyPdf } from '#signing/verify';

const [root = '', ...files] = process.argv.slice(2);
const rootPem = readFileSync(root, 'utf8');
const verdicts = new Set<string>();
let slowest = 0;
const delay = monitorEventLoopDelay({ resolution: 5 });
for (const file of files) {
  const bytes = readFileSync(file);
  delay.enable();
  const start = process.cpuUsage();
  const report = await verifyPdf(bytes, { roots: [rootPem], now: new Date('2021-01-18T06:00:00Z') });
  const { user, system } = process.cpuUsage(start);
  delay.disable();
  slowest = Math.max(slowest, (user + system) / 1000);
  verdicts.add('unreadable' in report ? report.problem : report.verdict);
}
console.log(
  JSON.stringify({
    verdicts: [...verdicts],
    milliseconds: Math.round(slowest),
    blocked: Math.round(delay.max / 1e6),
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
