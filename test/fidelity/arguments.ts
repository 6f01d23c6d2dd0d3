import { parseArgs } from 'node:util'
import { loadScenarios } from './script/load-scenarios.ts'
import type { Scenario } from './script/scenario.ts'

export interface FidelityArguments {
  kubeconfig: string
  scenarios: Scenario[]
  /** How many scripts run at a time. */
  parallel: number
  /** Milliseconds that the conditions of one step have. */
  patience: number
}

/** Reads `--kubeconfig FILE [--only SCENARIO]… [--parallel N] [--patience SECONDS]`. @throws {Error} for a wrong one */
export function readArguments(argv: string[]): FidelityArguments {
  const { values } = parseArgs({
    args: argv,
    options: {
      kubeconfig: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      parallel: { type: 'string', default: '4' },
      patience: { type: 'string', default: '60' },
    },
  })
  if (values.kubeconfig === undefined) throw new Error('say which cluster: --kubeconfig FILE')
  const all = loadScenarios()
  const unknown = values.only.find((name) => !all.some((scenario) => scenario.name === name))
  if (unknown !== undefined) throw new Error(`no scenario ${unknown}`)
  return {
    kubeconfig: values.kubeconfig,
    scenarios: values.only.length === 0 ? all : all.filter(({ name }) => values.only.includes(name)),
    parallel: Number(values.parallel),
    patience: Number(values.patience) * 1000,
  }
}
