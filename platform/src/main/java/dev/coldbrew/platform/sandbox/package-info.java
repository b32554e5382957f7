/** How a process is isolated and limited: engines behind one interface. Sees no other room of the platform. */
package dev.coldbrew.platform.sandbox;
