/** Brings invocations to execution environments. Sees {@code environment}, {@code sandbox} and {@code functions}. */
package dev.coldbrew.platform.invoke;
