"""The version of the package, which is that of the library it is written for."""

VERSION = "0.1.0"
