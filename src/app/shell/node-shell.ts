import type { NodeEntry } from '../../core/labs/cluster-port.ts'
import { quoteSh } from './quote.ts'

/** `node-shell NODE [COMMAND…]`: the one way to a node on every engine. */
export function nodeShellScript(nodes: readonly string[], entry: NodeEntry): string {
  const known = nodes.map(quoteSh).join(' | ')
  const command = [entry.program, ...entry.argv].map(quoteSh).join(' ')
  return `#!/bin/sh
usage() {
  printf 'usage: node-shell NODE [COMMAND...]\\nnodes:\\n' >&2
  printf '  %s\\n' ${nodes.map(quoteSh).join(' ')} >&2
  exit 64
}
[ $# -gt 0 ] || usage
node=$1
shift
case $node in
  ${known === '' ? "''" : known}) ;;
  *) printf 'node-shell: there is no node %s\\n' "$node" >&2; usage ;;
esac
[ "\${1-}" != -- ] || shift
[ $# -gt 0 ] || set -- bash
if [ -t 0 ]; then exec ${command} ${quoteSh(entry.ttyFlag)} "$node" "$@"; fi
exec ${command} "$node" "$@"
`
}
