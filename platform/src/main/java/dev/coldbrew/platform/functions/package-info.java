/** Functions, their code and what is kept about them. Sees no other room of the platform. */
package dev.coldbrew.platform.functions;
