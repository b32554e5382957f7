/**
 * What is in an executable or in a function's zip, and whether AWS Lambda can run it. {@link dev.coldbrew.inspect.Inspection}
 * is the entry; {@link dev.coldbrew.inspect.ElfFile} reads executables, {@link dev.coldbrew.inspect.ZipReport} zips,
 * {@link dev.coldbrew.inspect.Verdict} says what follows.
 *
 * <p>Files come from anywhere: every offset and count in them is checked, and memory does not grow with what they claim.
 */
package dev.coldbrew.inspect;
