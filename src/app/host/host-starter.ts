/** How a door starts the lab host: a detached Node process, or Electron's utility process. */
export interface HostStarter {
  /** Starts `lab-host` with `launch.args`; its output goes to `launch.log`. */
  start(launch: HostLaunch): HostProcess
}

export interface HostLaunch {
  readonly args: readonly string[]
  readonly log: string
}

export interface HostProcess {
  /** Resolves with the exit code once the process ended, or -1 when it could not be started. */
  readonly exited: Promise<number>
}
