/**
 * One execution environment: its life cycle, Runtime API and logs. Sees {@code sandbox}, and of {@code functions} the
 * records.
 */
package dev.coldbrew.platform.environment;
