/** Why a volume can not be mounted now: `configmap "nope" not found`. It is tried again. */
export class VolumeError extends Error {
  readonly volume: string

  constructor(volume: string, message: string) {
    super(message)
    this.name = 'VolumeError'
    this.volume = volume
  }
}
