/** The local Lambda: {@link dev.coldbrew.platform.LocalLambda} starts all of it. */
package dev.coldbrew.platform;
