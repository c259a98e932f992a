package com.acme;

/** What a word answers that is read and written. */
public final class RegisterModel {
  private long value;

  public long read() {
    return value;
  }

  public void write(long written) {
    value = written;
  }
}
