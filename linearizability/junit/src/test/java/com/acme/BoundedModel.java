package com.acme;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a queue with room for two answers. */
public final class BoundedModel {
  /** What it has room for. */
  static final int ROOM = 2;

  private final Deque<Long> values = new ArrayDeque<>();

  public boolean offer(long value) {
    return values.size() < ROOM && values.offerLast(value);
  }

  public long poll() {
    return values.isEmpty() ? 0 : values.removeFirst();
  }
}
