package dev.countersign.web.violation;

/** Breaks: nothing of the product knows the SDK. */
class KnowsTheSdk {
    Object device = new dev.countersign.sdk.violation.KnowsTheCore();
}
