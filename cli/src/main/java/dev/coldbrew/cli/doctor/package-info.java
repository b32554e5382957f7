/** What {@code coldbrew doctor} looks at, one class a check. */
package dev.coldbrew.cli.doctor;
