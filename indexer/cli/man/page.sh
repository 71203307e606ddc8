#!/bin/sh
# Fills the template of a manual page (scdoc's format) with what the program says of itself, so
# that the two cannot disagree.
#
# Usage: sh page.sh PROGRAM TEMPLATE
#   Lines of the template that are replaced:
#   @OPTIONS@     the options of PROGRAM --help
#   @COMMANDS@    the commands of PROGRAM --help, each with its usage, description and options
#   @FIELDS@      the query fields of PROGRAM --help
#   @MECHANISMS@  the mechanisms of PROGRAM --help
#   @WEIGHTS@     the weights of PROGRAM --help
#   @EXIT_CODES@  the file exit-codes.scd
set -eu
here=$(dirname "$0")
program=$1
template=$2

# The lines of --help between the heading $1 and the next empty line.
section() { "$program" --help | sed -n "/^$1.*:\$/,/^\$/{/^ /p;}"; }

escape='function escape(s) { gsub(/[\\_*<>]/, "\\\\&", s); return s }'

options() {
  awk "$escape"'
    function flush() { if (left != "") print left "\n\t" escape(text) "\n"; left = text = "" }
    /^  (-[A-Za-z0-9], |    )--/ {
      flush()
      line = $0
      sub(/^ +/, "", line)
      at = match(line, /  +/)
      if (at) { text = substr(line, at + RLENGTH); line = substr(line, 1, at - 1) }
      n = split(line, word, " ")
      for (i = 1; i <= n; i++) {
        if (word[i] ~ /^-.,$/) left = left "*" substr(word[i], 1, 2) "*, "
        else if (word[i] ~ /^-/) left = left "*" word[i] "*"
        else left = left " _" word[i] "_"
      }
      next
    }
    left != "" && /^                          [^ ]/ {
      sub(/^ +/, "")
      text = text (text == "" ? "" : " ") $0
      next
    }
    { flush() }
    END { flush() }'
}

# "  name  help" as a list; help may begin or go on in the next line.
pairs() {
  awk "$escape"'
    function flush() { if (left != "") print "*" escape(left) "*\n\t" escape(text) "\n"; left = text = "" }
    /^  [^ ]/ {
      flush()
      left = substr($0, 3)
      at = match(left, /  +/)
      if (at) { text = substr(left, at + RLENGTH); left = substr(left, 1, at - 1) }
      next
    }
    { sub(/^ +/, ""); text = text (text == "" ? "" : " ") $0 }
    END { flush() }'
}

commands() {
  section Commands | awk '{print $1}' | while read -r command; do
    "$program" "$command" --help | awk "$escape"'
      function literal(wanted) { if (wanted != inside) print "```"; inside = wanted }
      /^Usage: / {
        sub(/^Usage: /, "")
        print "## " $2 "\n\n*" $1 " " $2 "* " escape(substr($0, length($1 $2) + 3)) "\n"
        next
      }
      /^Options:$/ { exit }
      /^ / { literal(1); print; next }
      { literal(0); print escape($0) }'
    "$program" "$command" --help | options
  done
}

while IFS= read -r line; do
  case "$line" in
    @OPTIONS@) "$program" --help | options ;;
    @COMMANDS@) commands ;;
    @FIELDS@) section Fields | pairs ;;
    @MECHANISMS@) section Mechanisms | pairs ;;
    @WEIGHTS@) section Weights | pairs ;;
    @EXIT_CODES@) cat "$here/exit-codes.scd" ;;
    *) printf '%s\n' "$line" ;;
  esac
done <"$template"
