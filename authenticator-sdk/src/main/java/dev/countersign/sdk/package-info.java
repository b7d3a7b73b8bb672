/**
 * The device side of {@code docs/device-protocol.md}: {@link dev.countersign.sdk.Device} talks to the server,
 * {@link dev.countersign.sdk.Authenticator} answers challenges without it, {@link dev.countersign.sdk.DeviceStore} keeps what lies between.
 * {@link dev.countersign.sdk.Main} is a device for the command line. Keys are held in software: a model for apps, not one of them.
 */
@NullMarked
package dev.countersign.sdk;

import org.jspecify.annotations.NullMarked;
