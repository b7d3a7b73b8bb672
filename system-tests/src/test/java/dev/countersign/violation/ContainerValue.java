package dev.countersign.violation;

import jakarta.jms.Message;

/** Breaks: values are plain Java, and only edges see the container. */
record ContainerValue(Message message) {}
