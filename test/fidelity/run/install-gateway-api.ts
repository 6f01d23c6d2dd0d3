import { gatewayApiDefinitions } from '../../../src/clusters/kind/gateway-api.ts'
import type { Session } from './open-session.ts'
import { openWorkspace } from './workspace.ts'

/** Gives a real cluster Gateway API's definitions as every kind lab has them. @throws {Error} when kubectl refuses */
export async function installGatewayApi({ folder, cache, access }: Session): Promise<void> {
  const list = { apiVersion: 'v1', kind: 'List', items: gatewayApiDefinitions() }
  const files = { 'definitions.json': JSON.stringify(list) }
  const workspace = openWorkspace(folder, cache, access, { name: 'default', files })
  const calls = [
    'apply --server-side --field-manager=kubedrill --force-conflicts -f definitions.json',
    'wait --for=condition=Established -f definitions.json --timeout=60s',
  ]
  for (const commandLine of calls) {
    const { code, stderr } = await workspace.kubectl(commandLine)
    if (code !== 0) throw new Error(`kubectl ${commandLine}: ${stderr}`)
  }
  workspace.remove()
}
