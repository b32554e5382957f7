/** What a machine has for building functions: JDKs, GraalVM, compilers. Finds and asks; builds nothing. */
package dev.coldbrew.build.toolchain;
