package dev.countersign.web.violation;

/** Breaks: only core, simulator and SDK know the device protocol. */
class KnowsTheDeviceProtocol {
    Object protocol = new dev.countersign.device.violation.KnowsTheCore();
}
