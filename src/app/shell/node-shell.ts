import type { NodeEntry } from '../../core/labs/cluster-port.ts'
import { quoteBatch, quoteSh } from './quote.ts'

/** `node-shell NODE [-- COMMAND…]`: the one way to a node on every engine. Exits with 64 when there is no such node. */
export function nodeShellScript(nodes: readonly string[], entry: NodeEntry): string {
  const known = nodes.map(quoteSh).join(' | ')
  const command = [entry.program, ...entry.argv].map(quoteSh).join(' ')
  return `#!/bin/sh
usage() {
  printf 'usage: node-shell NODE [-- COMMAND...]\\nnodes:\\n' >&2
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

/** The same as a batch file; it always asks for a terminal, since a batch file can not tell whether it has one. */
export function nodeShellForWindows(nodes: readonly string[], entry: NodeEntry): string {
  const command = [entry.program, ...entry.argv, entry.ttyFlag]
    .map((word) => `"${quoteBatch(word)}"`)
    .join(' ')
  const lines = `@echo off
setlocal EnableExtensions DisableDelayedExpansion
set "node=%~1"
set "rest="
for %%n in (${nodes.join(' ')}) do if "%node%"=="%%n" goto known
>&2 echo usage: node-shell NODE [-- COMMAND...]
>&2 echo nodes: ${nodes.join(' ')}
exit /b 64
:known
set "all=%*"
for /f "tokens=1,*" %%a in ("%all%") do set "rest=%%b"
if not defined rest set "rest=bash"
if "%~2"=="--" set "rest=%rest:~2%"
${command} %node% %rest%
exit /b %ERRORLEVEL%
`
  return lines.replaceAll('\n', '\r\n')
}
