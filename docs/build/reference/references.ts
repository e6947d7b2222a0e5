import type { Reference } from './model.js'
import { readReference } from './read.js'

/** Reads the reference once, and again when the library changes: then the old one serves until. */
export class References {
  private key?: string
  private latest?: Promise<Reference | undefined>

  /** Called when a newer reference is there than the last answer. */
  onNewer = () => {}

  constructor(
    private readonly root: string,
    private readonly source: string,
  ) {}

  /** @throws SiteError when the library could never be read. */
  get(key: string): Promise<Reference | undefined> {
    const isNew = key !== this.key
    this.key = key
    if (!this.latest) this.latest = readReference(this.root, this.source)
    else if (isNew) void this.renew(key)
    return this.latest
  }

  /** While a file is being edited it may not compile: what was read before stays. */
  private async renew(key: string): Promise<void> {
    const newer = await readReference(this.root, this.source).catch(() => undefined)
    if (newer === undefined || key !== this.key) return
    this.latest = Promise.resolve(newer)
    this.onNewer()
  }
}
