/** A value that JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Mime type → content: text, base64, or an object for the JSON types. */
export type MimeBundle = { [mime: string]: Json }

/** Text as the notebook format keeps it: whole, or as lines with their line ends. */
export type Text = string | string[]

export interface StreamOutput {
  output_type: 'stream'
  name: 'stdout' | 'stderr'
  text: Text
}

export interface DisplayOutput {
  output_type: 'display_data'
  data: MimeBundle
  metadata: { [key: string]: Json }
}

export interface ResultOutput {
  output_type: 'execute_result'
  data: MimeBundle
  metadata: { [key: string]: Json }
  execution_count: number | null
}

export interface ErrorOutput {
  output_type: 'error'
  ename: string
  evalue: string
  traceback: string[]
}

/** One output of a cell, exactly as nbformat 4 stores it. */
export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput
