import type { Content } from '../protocol/message.js'

/** One execute request, waiting or under way. */
export interface Job {
  /** Resolves with the content of the reply. */
  run(): Promise<Content>
  /** Whether a failure aborts the jobs behind this one. */
  stopOnError: boolean
}

interface Waiting extends Job {
  resolve(reply: Content): void
  reject(fault: unknown): void
}

/** Runs jobs one at a time. A job that fails aborts those that wait at that moment, no others. */
export class CellQueue {
  private waiting: Waiting[] = []
  private isRunning = false
  private isClosed = false

  /** @param settle resolves when every request that was sent so far has been read. */
  constructor(
    private readonly settle: () => Promise<void>,
    private readonly abortedReply: () => Content,
  ) {}

  add(job: Job): Promise<Content> {
    if (this.isClosed) return Promise.resolve(this.abortedReply())
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...job, resolve, reject })
      if (!this.isRunning) void this.work()
    })
  }

  private async work(): Promise<void> {
    this.isRunning = true
    for (let job = this.waiting.shift(); job; job = this.waiting.shift()) {
      await this.runOne(job).catch(job.reject)
    }
    this.isRunning = false
  }

  private async runOne(job: Waiting): Promise<void> {
    const reply = await job.run()
    const aborted = reply.status === 'error' && job.stopOnError ? await this.drain() : []
    job.resolve(reply)
    this.abort(aborted)
  }

  /** Aborts what waits and what comes; what runs goes on. */
  close(): void {
    this.isClosed = true
    this.abort(this.waiting.splice(0))
  }

  private abort(jobs: readonly Waiting[]): void {
    for (const { resolve } of jobs) resolve(this.abortedReply())
  }

  /** What waits now. The reply goes out afterwards, so that a cell sent after it always runs. */
  private async drain(): Promise<Waiting[]> {
    await this.settle()
    const waiting = this.waiting
    this.waiting = []
    return waiting
  }
}
