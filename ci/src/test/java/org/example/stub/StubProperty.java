package org.example.stub;

import ripsaw.spec.Property;

/** What is special to the stub. */
public enum StubProperty implements Property {
  BITS_COUNTED;

  @Override
  public String id() {
    return "bits-counted";
  }

  @Override
  public String source() {
    return "design";
  }

  @Override
  public Watch watch() {
    return Watch.CENSUS;
  }

  @Override
  public String sentence() {
    return "The count says how many chunks are free, when nothing is under way.";
  }

  @Override
  public String toString() {
    return id();
  }
}
