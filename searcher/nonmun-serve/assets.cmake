# Makes a C++ source of the files of a folder, so that the server needs none when it runs.
#
# README.md is for those who work on them, and is left out.
#
# Usage: cmake -DFOLDER=... -DOUTPUT=... -P assets.cmake
cmake_minimum_required(VERSION 3.25)

set(type_css "text/css; charset=utf-8")
set(type_html "text/html; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_json "application/json")
set(type_png "image/png")
set(type_svg "image/svg+xml")
set(type_txt "text/plain; charset=utf-8")
set(type_webmanifest "application/manifest+json")

set(arrays "")
set(rows "")
set(count 0)
file(GLOB files RELATIVE ${FOLDER} ${FOLDER}/*)
list(REMOVE_ITEM files README.md)
list(SORT files)
foreach(file IN LISTS files)
  string(REGEX MATCH "[^.]*$" extension ${file})
  if(NOT DEFINED type_${extension})
    message(FATAL_ERROR "${file}: add the media type of .${extension} to assets.cmake")
  endif()
  file(READ ${FOLDER}/${file} bytes HEX)
  string(LENGTH "${bytes}" size)
  math(EXPR size "${size} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
  # One literal for each few bytes: compilers limit their length, not that of what they join.
  string(REGEX REPLACE "((\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?)"
         "    \"\\1\"\n" bytes "${bytes}")
  string(APPEND arrays "constexpr char kFile${count}[] =\n${bytes}    \"\";\n")
  set(path "/${file}")
  if(file STREQUAL "index.html")
    set(path "/")
  endif()
  string(APPEND rows
    "    {\"${path}\", \"${type_${extension}}\", {kFile${count}, ${size}}},\n")
  math(EXPR count "${count} + 1")
endforeach()

file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT [[
// Made by assets.cmake.
#include "searcher/nonmun-serve/assets.hpp"

namespace nonmun::program {
namespace {

@arrays@
constexpr Asset kAssets[] = {
@rows@};

}  // namespace

std::span<const Asset> assets() {
  return kAssets;
}

}  // namespace nonmun::program
]])
