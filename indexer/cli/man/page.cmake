# Fills the template of a manual page (scdoc's format) with what the program says of itself in
# --help-json, so that the two cannot disagree.
#
# Usage: cmake -DPROGRAM=... -DTEMPLATE=... -DOUTPUT=... [-DLANGUAGE=ko] -P page.cmake
#   Lines of the template that are replaced:
#   @OPTIONS@     the options of PROGRAM
#   @COMMANDS@    the commands of PROGRAM, each with its usage, description, examples and options
#   @FIELDS@, @MECHANISMS@, @WEIGHTS@, @JSONL@, @KEYS@, @ROUTES@, @TOOLS@   the table of that name
#   @EXIT_CODES@  the file exit-codes.scd, or exit-codes.LANGUAGE.scd
cmake_minimum_required(VERSION 3.25)

# Whatever language the user who builds speaks.
set(environment LC_ALL=C)
set(examples_heading "Examples:")
set(exit_codes exit-codes.scd)
if(LANGUAGE)
  set(environment LC_ALL=C.UTF-8 LANGUAGE=${LANGUAGE})
  set(exit_codes exit-codes.${LANGUAGE}.scd)
endif()
if(LANGUAGE STREQUAL "ko")
  set(examples_heading "예:")
endif()

# Sets `result` to what PROGRAM prints for --help-json after the given arguments.
function(help_json result)
  execute_process(COMMAND ${CMAKE_COMMAND} -E env ${environment} ${PROGRAM} ${ARGN} --help-json
                  OUTPUT_VARIABLE json COMMAND_ERROR_IS_FATAL ANY)
  set(${result} "${json}" PARENT_SCOPE)
endfunction()

# Sets `result` to `text` without anything that scdoc would take for markup.
function(escape result text)
  string(REGEX REPLACE "([\\_*<>])" "\\\\\\1" text "${text}")
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

# Sets `result` to an entry of a list for each row of the table `key`; nothing if there is none.
function(table result json key)
  set(text "")
  string(JSON count ERROR_VARIABLE none LENGTH "${json}" ${key})
  if(none)
    set(count 0)
  endif()
  set(i 0)
  while(i LESS count)
    string(JSON help GET "${json}" ${key} ${i} help)
    escape(help "${help}")
    if(key STREQUAL "options")
      string(JSON option GET "${json}" options ${i} option)
      string(JSON letter GET "${json}" options ${i} letter)
      string(JSON argument GET "${json}" options ${i} argument)
      set(name "*${option}*")
      if(NOT letter STREQUAL "")
        set(name "*${letter}*, ${name}")
      endif()
      if(NOT argument STREQUAL "")  # "N" alone is false
        string(APPEND name " _${argument}_")
      endif()
    else()
      string(JSON name GET "${json}" ${key} ${i} name)
      escape(name "${name}")
      set(name "*${name}*")
    endif()
    string(APPEND text "${name}\n\t${help}\n\n")
    math(EXPR i "${i} + 1")
  endwhile()
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

# Sets `result` to a section for each command.
function(commands result json)
  get_filename_component(program ${PROGRAM} NAME)
  set(text "")
  string(JSON count ERROR_VARIABLE none LENGTH "${json}" commands)
  if(none)
    set(count 0)
  endif()
  set(i 0)
  while(i LESS count)
    string(JSON command GET "${json}" commands ${i} name)
    help_json(one ${command})
    string(JSON usage GET "${one}" usage)
    escape(usage "${usage}")
    string(JSON description GET "${one}" description)
    escape(description "${description}")
    string(JSON examples GET "${one}" examples)
    table(options "${one}" options)
    string(APPEND text "## ${command}\n\n*${program} ${command}* ${usage}\n\n${description}\n\n"
                       "${examples_heading}\n\n```\n${examples}\n```\n\n${options}")
    math(EXPR i "${i} + 1")
  endwhile()
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

help_json(json)
file(READ ${TEMPLATE} page)
foreach(key options fields mechanisms weights jsonl keys routes tools)
  string(TOUPPER ${key} place)
  table(text "${json}" ${key})
  string(REPLACE "@${place}@\n" "${text}" page "${page}")
endforeach()
commands(text "${json}")
string(REPLACE "@COMMANDS@\n" "${text}" page "${page}")
file(READ ${CMAKE_CURRENT_LIST_DIR}/${exit_codes} text)
string(REPLACE "@EXIT_CODES@\n" "${text}" page "${page}")
file(WRITE ${OUTPUT} "${page}")
