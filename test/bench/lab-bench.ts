import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine } from '../../src/app/labs/create-engine.ts'
import { openContentFolder } from '../../src/app/curriculum/open-content-folder.ts'
import { findContentFolder } from '../../src/app/curriculum/find-content-folder.ts'
import { systemClock } from '../../src/app/system-clock.ts'
import type { LabRun } from '../../src/core/labs/lab-run.ts'
import { requireLab } from '../../src/core/labs/lab.ts'
import { loadLabs } from '../../src/core/labs/load-labs.ts'
import { checkLab, setUpHealthy } from '../../src/core/labs/run-lab.ts'
import { defaultVariables } from '../../src/core/labs/variables.ts'
import type { BenchRow } from './bench-row.ts'
import { median } from './bench-row.ts'

/**
 * A Check that passes, churn and all, against what somebody without a checker does: `kubectl rollout restart` of the same
 * workloads and one curl. Empty where kind cannot run, with the reason on standard error.
 */
export async function benchLab(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kubedrill-bench-'))
  const { signal } = new AbortController()
  const engine = createEngine('kind', {
    dataDir,
    environment: process.env,
    clock: systemClock,
    nodeImage: () => null,
  })
  const [problem] = await engine.preflight(signal)
  if (problem !== undefined) {
    console.error(`lab check on kind: not measured. ${problem.message}`)
    rmSync(dataDir, { recursive: true, force: true })
    return []
  }
  try {
    const catalog = await loadLabs(openContentFolder(findContentFolder()))
    const lab = requireLab(catalog, 'service-selector-drift')
    const cluster = await engine.open(() => undefined, signal)
    const run: LabRun = { lab, cluster, variables: defaultVariables(lab), clock: systemClock, cancel: signal }
    await setUpHealthy(run, () => undefined)
    const ours = await median(3, async () => {
      const { passed } = await checkLab(run)
      if (!passed) throw new Error('the healthy lab does not pass')
    })
    const byHand = await median(3, () => {
      const kubectl = (...args: readonly string[]): void => {
        const done = spawnSync('kubectl', ['--kubeconfig', cluster.kubeconfig, '-n', 'shop', ...args], {
          stdio: 'ignore',
        })
        if (done.status !== 0) throw new Error(`kubectl ${args.join(' ')} failed`)
      }
      kubectl('rollout', 'restart', 'deployment/catalog', 'deployment/storefront')
      kubectl('rollout', 'status', 'deployment/catalog')
      kubectl('rollout', 'status', 'deployment/storefront')
      kubectl(
        '-n',
        'lobby',
        'exec',
        'deploy/kiosk',
        '--',
        'curl',
        '-sf',
        '-m',
        '5',
        'http://storefront.shop/hostname',
      )
    })
    return [
      {
        name: 'lab check on kind, passing, with churn',
        ours,
        alternative: { name: 'restart both workloads and curl once, by hand', ms: byHand },
        note: '28 probes before and 28 after the churn, each held for 2 s',
      },
    ]
  } finally {
    await engine.destroy(() => undefined)
    rmSync(dataDir, { recursive: true, force: true })
  }
}
