import { wrapperMark, type WrapperOptions } from './kubectl-wrapper.ts'
import { quoteBatch } from './quote.ts'
import {
  commandsWithSubjects,
  redirectingVariables,
  refusalRemedy,
  refusedConfigCommands,
  refusedFlags,
  switches,
  switchesOfLogs,
} from './refused-flags.ts'

/**
 * The wrapper for Windows, a batch file: a PowerShell script would lose `--` and split `--image=a:1` at its colon. `%1` ends at
 * `=` where a word is not quoted, which is as good for what is looked for; the real kubectl gets the words untouched as `%*`.
 * `--` ends what is looked at only in the commands that run another one.
 */
export function kubectlWrapperForWindows({ kubectl, kubeconfig, cacheDir }: WrapperOptions): string {
  const flags = refusedFlags.filter((flag) => flag !== '--user')
  const lines = `@echo off
rem ${wrapperMark}
setlocal EnableExtensions DisableDelayedExpansion
set "lab=${quoteBatch(kubeconfig)}"
set "why=the lab's cluster is gone; nothing was run."
if not exist "%lab%" goto refuse
set "config="
set "subject="
set "logs="
set "remote="
set "context="
set "current="
:word
if [%1]==[] goto run
set "word=%~1"
shift /1
if not defined word goto word
set "word=%word:"=%"
if not defined word goto word
set "name="
for /f "tokens=1 delims==" %%w in ("%word%") do set "name=%%w"
if not defined name goto word
if "%name%"=="--" if defined remote goto run
for %%f in (${flags.join(' ')}) do if "%name%"=="%%f" goto flag
if "%name%"=="--user" if not defined subject goto flag
if "%name%"=="--current" set "current=1"
if "%name:~0,2%"=="--" goto word
if "%name:~0,1%"=="-" goto letters
for %%c in (exec run debug attach) do if "%name%"=="%%c" set "remote=1"
for %%c in (${commandsWithSubjects.join(' ')}) do if "%name%"=="%%c" set "subject=1"
if "%name%"=="logs" set "logs=1"
if not defined config goto command
for %%c in (${refusedConfigCommands.join(' ')}) do if "%name%"=="%%c" goto change
if "%name%"=="set-context" set "context=1"
:command
if "%name%"=="config" set "config=1"
goto word
:letters
set "letters=%name:~1%"
:letter
if not defined letters goto word
set "letter=%letters:~0,1%"
set "letters=%letters:~1%"
if "%letter%"=="s" set "name=-s"
if "%letter%"=="s" goto flag
for %%b in (${switches.join(' ')}) do if "%letter%"=="%%b" goto letter
if defined logs for %%b in (${switchesOfLogs.join(' ')}) do if "%letter%"=="%%b" goto letter
goto word
:flag
set "why=%name% could reach another cluster; nothing was run."
goto refuse
:change
set "why=config %name% would change which cluster this is; nothing was run."
goto refuse
:refuse
>&2 echo kubedrill: %why%
>&2 echo kubedrill: ${refusalRemedy}
exit /b 64
:run
set "why=config set-context could lead to another cluster; nothing was run. With --current it sets a namespace."
if defined context if not defined current goto refuse
${redirectingVariables.map((name) => `set "${name}="`).join('\n')}
set "KUBECONFIG=%lab%"
set "KUBECACHEDIR=${quoteBatch(cacheDir)}"
set "KUBECTL_KUBERC=false"
set "KUBERC=off"
"${quoteBatch(kubectl)}" %*
exit /b %ERRORLEVEL%
`
  return lines.replaceAll('\n', '\r\n')
}
