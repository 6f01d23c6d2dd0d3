import { quotePowerShell, quoteSh } from './quote.ts'

export interface WrapperOptions {
  readonly kubectl: string
  readonly kubeconfig: string
}

/**
 * A `kubectl` that reaches the lab's cluster and no other. It sets KUBECONFIG itself, so that nothing in the environment counts;
 * flags that name another cluster or identity are refused, and so are changes of the kubeconfig's clusters and credentials.
 * What follows `--` belongs to a command in a container. kuberc files, which can add flags, are switched off.
 */
export function kubectlWrapper({ kubectl, kubeconfig }: WrapperOptions): string {
  return `#!/bin/sh
lab=${quoteSh(kubeconfig)}
refuse() {
  printf 'kubedrill: %s\\n' "$1" >&2
  printf 'kubedrill: this terminal belongs to a lab. Use a terminal of your own for other clusters.\\n' >&2
  exit 64
}
[ -f "$lab" ] || refuse "the lab's cluster is gone; nothing was run."
config=
for word in "$@"; do
  case $word in
    --) break ;;
    --kubeconfig | --kubeconfig=* | --context | --context=* | --cluster | --cluster=* | --user | --user=* | \\
    --server | --server=* | -s | -s?* | --token | --token=* | --username | --username=* | --kuberc | --kuberc=*)
      refuse "\${word%%=*} could reach another cluster; nothing was run." ;;
    config) config=1 ;;
    set | unset | set-cluster | set-credentials | delete-cluster | delete-user)
      [ -z "$config" ] || refuse "config $word would change which cluster this is; nothing was run." ;;
  esac
done
KUBECONFIG=$lab KUBECTL_KUBERC=false KUBERC=off exec ${quoteSh(kubectl)} "$@"
`
}

/** The same for PowerShell and cmd.exe. */
export function kubectlWrapperForWindows({ kubectl, kubeconfig }: WrapperOptions): string {
  return `$lab = ${quotePowerShell(kubeconfig)}
function Stop-Kubectl([string]$why) {
  [Console]::Error.WriteLine("kubedrill: $why")
  [Console]::Error.WriteLine('kubedrill: this terminal belongs to a lab. Use a terminal of your own for other clusters.')
  exit 64
}
if (-not (Test-Path -LiteralPath $lab)) { Stop-Kubectl "the lab's cluster is gone; nothing was run." }
$config = $false
foreach ($word in $args) {
  if ($word -ceq '--') { break }
  if ($word -cmatch '^(--(kubeconfig|context|cluster|user|server|token|username|kuberc)(=.*)?|-s.*)$') {
    Stop-Kubectl "$(($word -split '=')[0]) could reach another cluster; nothing was run."
  }
  if ($word -ceq 'config') { $config = $true }
  if ($config -and $word -cmatch '^(set|unset|set-cluster|set-credentials|delete-cluster|delete-user)$') {
    Stop-Kubectl "config $word would change which cluster this is; nothing was run."
  }
}
$env:KUBECONFIG = $lab
$env:KUBECTL_KUBERC = 'false'
$env:KUBERC = 'off'
& ${quotePowerShell(kubectl)} @args
exit $LASTEXITCODE
`
}
