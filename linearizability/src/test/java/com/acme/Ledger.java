package com.acme;

import java.util.ArrayList;

/** A user's class that is half the JDK's. */
public final class Ledger extends ArrayList<Integer> {
  private static final long serialVersionUID = 1;
}
