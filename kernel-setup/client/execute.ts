import type { Listener } from './channels.js'
import type { Message } from './messages.js'
import { type Displays, OutputCollector } from './OutputCollector.js'
import type { ErrorOutput, Output } from './output.js'
import { within } from './within.js'

export interface ExecuteOptions {
  /** Milliseconds until the cell is interrupted; without it, never. */
  timeout?: number
  /** Answers the cell's requests for input; without it, such a cell fails. */
  onInput?: (prompt: string, password: boolean) => Promise<string>
  /** Whether an error also aborts what is queued behind this cell (default true). */
  stopOnError?: boolean
}

export interface ExecuteResult {
  /** `aborted`: not run, because an earlier cell failed. */
  status: 'ok' | 'error' | 'aborted' | 'timeout'
  executionCount: number | null
  /** Grows still when something that the cell started writes later. */
  outputs: Output[]
  error?: Pick<ErrorOutput, 'ename' | 'evalue' | 'traceback'>
}

/** What running a cell needs of a client. */
export interface Requester {
  readonly displays: Displays
  request(type: string, content: Record<string, unknown>, listener?: Listener): Promise<Message>
  answer(request: Message, type: string, content: Record<string, unknown>): Promise<void>
  interrupt(): Promise<void>
}

/** What a reply to an execute request carries. Source: Jupyter client documentation, "Execute". */
type ExecuteReply =
  | { status: 'ok' | 'aborted'; execution_count?: number }
  | ({ status: 'error'; execution_count?: number } & Omit<ErrorOutput, 'output_type'>)

/** Milliseconds that an interrupted cell has to end. */
const interruptPatience = 5_000

export async function execute(
  kernel: Requester,
  code: string,
  { timeout, onInput, stopOnError = true }: ExecuteOptions,
): Promise<ExecuteResult> {
  const collector = new OutputCollector(kernel.displays)
  const content = {
    code,
    silent: false,
    store_history: true,
    user_expressions: {},
    allow_stdin: onInput !== undefined,
    stop_on_error: stopOnError,
  }
  const request = kernel.request('execute_request', content, (message, channel) => {
    if (channel === 'iopub') collector.receive(message)
    else if (message.header.msg_type === 'input_request') void answerInput(kernel, message, onInput)
  })
  const answered = timeout === undefined ? await request : await within(timeout, request)
  const reply = answered ?? (await interrupt(kernel, request))
  const result = reply ? resultOf(reply, collector.outputs) : undefined
  if (answered && result) return result
  return {
    status: 'timeout',
    executionCount: result?.executionCount ?? null,
    outputs: collector.outputs,
    error: { ename: 'Timeout', evalue: `no end after ${(timeout ?? 0) / 1000} s`, traceback: [] },
  }
}

async function interrupt(
  kernel: Requester,
  request: Promise<Message>,
): Promise<Message | undefined> {
  await within(interruptPatience, kernel.interrupt())
  return within(interruptPatience, request)
}

function resultOf({ content }: Message, outputs: Output[]): ExecuteResult {
  const reply = content as unknown as ExecuteReply // the protocol defines the fields
  const executionCount = reply.execution_count ?? null
  if (reply.status !== 'error') return { status: reply.status, executionCount, outputs }
  const { ename, evalue, traceback } = reply
  return { status: 'error', executionCount, outputs, error: { ename, evalue, traceback } }
}

async function answerInput(
  kernel: Requester,
  request: Message,
  onInput: ExecuteOptions['onInput'],
): Promise<void> {
  const { prompt, password } = request.content
  const value = (await onInput?.(String(prompt), password === true)) ?? ''
  await kernel.answer(request, 'input_reply', { value })
}
