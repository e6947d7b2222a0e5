/// <reference path="./webAssembly.d.ts" />

/**
 * What every cell may use without an import. The kernel compiles cells with this file, and
 * `output/cellGlobals.ts` holds what it declares.
 */

/**
 * Shows a value below the cell, as the last expression of a cell is shown; several may be shown.
 *
 * A value with a method `Symbol.for('Jupyter.display')` shows what that gives: an object from mime
 * types to data.
 */
declare function display(value: unknown): display.Shown

declare namespace display {
  /** Something that was shown, and may change. */
  interface Shown {
    /** Shows another value in its place. */
    update(value: unknown): void
  }
  function html(text: string): Shown
  function markdown(text: string): Shown
  /** A formula, between dollar signs. */
  function latex(text: string): Shown
  function svg(text: string): Shown
  /** The bytes of the picture, or their base64. */
  function png(bytes: Uint8Array | string): Shown
  /** The bytes of the picture, or their base64. */
  function jpeg(bytes: Uint8Array | string): Shown
  function json(value: unknown): Shown
  function text(text: string): Shown
  /** One output in several forms, from mime types to data: the front end shows the richest. */
  function mime(bundle: Readonly<Record<string, unknown>>): Shown
  /**
   * Removes what the cell has shown so far.
   *
   * @param wait whether it stays until the next output arrives (default true)
   */
  function clear(wait?: boolean): void
}

/** Asks the reader for a line of text. */
declare function input(prompt?: string): Promise<string>

/** Asks the reader for a line of text that is not shown while it is typed. */
declare function password(prompt?: string): Promise<string>
