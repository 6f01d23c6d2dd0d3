import { setBackNotice, type Pin } from './pin.ts'
import { quotePowerShell } from './quote.ts'
import { redirectingVariables } from './refused-flags.ts'

/**
 * Run with `-NoExit -Command`, which comes after the profiles. kubectl is found by PATH and is no function here, since a
 * function of PowerShell loses the word `--`. The prompt sees `$?` as the last command left it.
 */
export function powerShellStartUp({ bin, kubeconfig, cacheDir }: Pin): string {
  return `foreach ($name in 'kubectl', 'k', 'node-shell') {
  Remove-Item -Path "Alias:$name", "Function:$name" -Force -ErrorAction SilentlyContinue
}
$global:KubedrillPrompt = $function:prompt
$global:KubedrillStarted = $false
$global:KubedrillTold = $false
function global:__kubedrill_pin {
  $bin = ${quotePowerShell(bin)}
  $kubeconfig = ${quotePowerShell(kubeconfig)}
  $separator = [IO.Path]::PathSeparator
  if (-not "$env:PATH$separator".StartsWith("$bin$separator")) { $env:PATH = "$bin$separator$env:PATH" }
  if ($env:KUBECONFIG -cne $kubeconfig -and $global:KubedrillStarted -and -not $global:KubedrillTold) {
    $global:KubedrillTold = $true
    [Console]::Error.WriteLine(${quotePowerShell(setBackNotice)})
  }
  $global:KubedrillStarted = $true
  $env:KUBECONFIG = $kubeconfig
  $env:KUBECACHEDIR = ${quotePowerShell(cacheDir)}
  foreach ($name in ${redirectingVariables.map(quotePowerShell).join(', ')}) {
    Remove-Item -Path "Env:$name" -ErrorAction SilentlyContinue
  }
}
function global:prompt {
  $failed = -not $?
  __kubedrill_pin
  if ($failed) { Write-Error 'kept' -ErrorAction Ignore }
  & $global:KubedrillPrompt
}
__kubedrill_pin
kubectl completion powershell 2>$null | Out-String | Invoke-Expression
if ($__kubectlCompleterBlock) {
  Register-ArgumentCompleter -Native -CommandName 'k' -ScriptBlock $__kubectlCompleterBlock
}
`
}
